using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Tool.SchemaFolders.Locking;

/// <summary>The hash of a schema file.</summary>
internal static class ContentHash
{
    // Git may change the line ends in a working copy.
    internal static string Of(string text) => "sha256:" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal))));
}
