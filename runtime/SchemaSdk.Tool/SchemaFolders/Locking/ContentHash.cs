using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Tool.SchemaFolders.Locking;

/// <summary>Computes the hash of a schema file.</summary>
internal static class ContentHash
{
    // Git may change line endings in a working copy, so the hash ignores the difference.
    internal static string Of(string text) => "sha256:" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal))));
}
