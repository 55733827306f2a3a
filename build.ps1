# Builds, tests and packs; the packages are in artifacts/packages.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location $PSScriptRoot
dotnet build
dotnet test --no-build
dotnet pack --configuration Release
