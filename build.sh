#!/usr/bin/env sh
# Builds, tests and packs; the packages are in artifacts/packages.
set -e
cd "$(dirname "$0")"
dotnet build
dotnet test --no-build
dotnet pack --configuration Release
