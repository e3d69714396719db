#!/usr/bin/env bash
# Unpacks Python 3.13 from Debian's newer suite into a folder and prints its interpreter: Django 6
# needs Python 3.12, and older Debian releases have none. Nothing is installed on the system.
#   newer-python.sh FOLDER PATCHELF
set -euo pipefail
folder=$1 patchelf=$2
root=$folder/root
python=$root/usr/bin/python3.13
if [ ! -e "$folder/complete" ]; then
  rm -rf "$folder"
  mkdir -p "$folder"/{lists/partial,cache,debs,root}
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/$' | head -n 1)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$folder/sources.list"
  options=(
    -o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder/cache" -o Dir::State::status=/dev/null
  )
  apt-get "${options[@]}" update >&2
  (
    cd "$folder/debs"
    apt-get "${options[@]}" download python3.13 python3.13-minimal python3.13-venv \
      libpython3.13-stdlib libpython3.13-minimal libc6 libssl3t64 libsqlite3-0 libffi8 zlib1g \
      libbz2-1.0 liblzma5 libexpat1 libuuid1 libncursesw6 libtinfo6 libreadline8t64 libzstd1 >&2
  )
  for package in "$folder"/debs/*.deb; do dpkg -x "$package" "$root"; done
  loader=$(find "$root/usr/lib64" "$root/usr/lib" -maxdepth 1 -name 'ld-linux*' | head -n 1)
  libraries=$(dirname "$(find "$root/usr/lib" -name libc.so.6 | head -n 1)")
  "$patchelf" --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$python"
  touch "$folder/complete"
fi
echo "$python"
