using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Submitting;

/// <summary>
/// Identifies the version of a schema by the first 12 digits of the <c>sha256sum</c> of its file with <c>\n</c> line endings.
/// </summary>
internal static class SchemaHash
{
    private const int Digits = 12;

    internal static string Of(ModelInfo model) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(model.InputSchema)))[..Digits].ToLowerInvariant();
}
