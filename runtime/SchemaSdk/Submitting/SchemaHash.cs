using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Submitting;

/// <summary>Names the version of a schema, as <c>sha256sum</c> does its file with <c>\n</c> line ends, by the first 12 digits.</summary>
internal static class SchemaHash
{
    private const int Digits = 12;

    internal static string Of(ModelInfo model) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(model.InputSchema)))[..Digits].ToLowerInvariant();
}
