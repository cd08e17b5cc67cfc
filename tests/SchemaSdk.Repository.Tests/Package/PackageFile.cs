using System.IO.Compression;
using System.Security.Cryptography;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>Reads the content of a package or of its symbols.</summary>
internal static class PackageFile
{
    // The package format adds these files.
    private static readonly string[] Envelope = ["_rels/", "package/", "[Content_Types].xml"];

    public static IReadOnlyDictionary<string, byte[]> Read(string feed, string id, string version, string kind = "nupkg")
    {
        using var archive = ZipFile.OpenRead(Path.Combine(feed, $"{id}.{version}.{kind}"));
        return archive.Entries
            .Where(entry => !Envelope.Any(name => entry.FullName.StartsWith(name, StringComparison.Ordinal)))
            .ToDictionary(entry => entry.FullName, Content, StringComparer.Ordinal);
    }

    public static IEnumerable<string> Fingerprints(IReadOnlyDictionary<string, byte[]> entries) =>
        entries
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"{entry.Key} {Convert.ToHexString(SHA256.HashData(entry.Value))}");

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
