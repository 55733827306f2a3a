// What the snippets of the page take for granted.
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using AspNetCoreSample.Memory;

sealed record Product(int Id, string Name);

sealed class Catalogue;

var builder = WebApplication.CreateBuilder();
var app = builder.Build();
