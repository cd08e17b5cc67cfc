using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>Makes the files of a documentation site. The same models always give the same files.</summary>
internal static class SiteFiles
{
    internal static SortedDictionary<string, string> Of(IReadOnlyList<SiteModel> models)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { [IndexPage.Name] = IndexPage.Of(models) };
        foreach (var model in models)
        {
            files.Add(model.Page, ModelPage.Of(model));
        }

        return files;
    }

    internal static SortedDictionary<string, string> HashesOf(IReadOnlyDictionary<string, string> files) => new(
        files.ToDictionary(static file => file.Key, static file => HashOf(Encoding.UTF8.GetBytes(file.Value))), StringComparer.Ordinal);

    /// <summary>
    /// Returns the hash by which a later run recognizes a file of the site. Ignores line endings, because git may change them in a working
    /// copy.
    /// </summary>
    internal static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(content).Replace("\r\n", "\n", StringComparison.Ordinal))));
}
