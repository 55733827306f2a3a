using System.Security.Cryptography;

// The one blob a strong name is made with, in the format of the compilers.
using var rsa = new RSACryptoServiceProvider(1024);
File.WriteAllBytes("key.snk", rsa.ExportCspBlob(includePrivateParameters: true));
