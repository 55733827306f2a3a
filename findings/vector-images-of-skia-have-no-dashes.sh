#!/usr/bin/env bash
# SkiaSharp's SVG canvas knows no path effects: a dashed line is written as a solid one, without an exception. The same
# line drawn on a bitmap is dashed. Charts that tell curves apart by their dashes lose that in SVG.
# Seen with SkiaSharp 3.119.0 on .NET 10.0.12, linux-x64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Dashes.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="SkiaSharp" Version="3.119.0" />
    <PackageReference Include="SkiaSharp.NativeAssets.Linux.NoDependencies" Version="3.119.0" />
  </ItemGroup>
</Project>
PROJECT
cat > Program.cs <<'PROGRAM'
using System.Text;
using SkiaSharp;

using var paint = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = 4, Color = SKColors.Black, PathEffect = SKPathEffect.CreateDash([10, 10], 0) };
using var line = new SKPath();
line.MoveTo(0, 5);
line.LineTo(100, 5);
using var stream = new MemoryStream();
using (var canvas = SKSvgCanvas.Create(SKRect.Create(100, 10), stream))
    canvas.DrawPath(line, paint);
var svg = Encoding.UTF8.GetString(stream.ToArray());
using var bitmap = new SKBitmap(100, 10);
using (var canvas = new SKCanvas(bitmap))
{
    canvas.Clear(SKColors.White);
    canvas.DrawPath(line, paint);
}
Console.WriteLine($"dashes in the SVG: {(svg.Contains("dash", StringComparison.Ordinal) ? "yes" : "no")}");
Console.WriteLine($"pixels of the bitmap's line that are black: {Enumerable.Range(0, 100).Count(x => bitmap.GetPixel(x, 5) == SKColors.Black)}");
PROGRAM
dotnet build -c Release -o out -v q -nologo > build.txt || { cat build.txt; exit 1; }
dotnet out/Dashes.dll > seen.txt
cat seen.txt
grep -qx "dashes in the SVG: no" seen.txt
grep -qx "pixels of the bitmap's line that are black: 50" seen.txt
