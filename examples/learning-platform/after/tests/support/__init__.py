"""What the generated tests share: rows, payloads and the world they meet."""
