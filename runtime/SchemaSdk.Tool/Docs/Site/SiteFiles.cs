using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>The files of a site by their paths in it, the same whenever they are made of the same models.</summary>
internal static class SiteFiles
{
    private static readonly string[] Assets = ["site.css", "site.js"];

    internal static SortedDictionary<string, string> Of(IReadOnlyList<SiteModel> models)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["index.html"] = IndexPage.Of(models).ToString() };
        foreach (var model in models)
        {
            files.Add(model.Page, ModelPage.Of(model).ToString());
        }

        foreach (var name in Assets)
        {
            using var stream = typeof(SiteFiles).Assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            files.Add(name, reader.ReadToEnd());
        }

        return files;
    }

    /// <summary>The hashes of files by their paths.</summary>
    internal static SortedDictionary<string, string> HashesOf(IReadOnlyDictionary<string, string> files) => new(
        files.ToDictionary(static file => file.Key, static file => HashOf(Encoding.UTF8.GetBytes(file.Value))), StringComparer.Ordinal);

    /// <summary>The hash by which a site knows its own files again.</summary>
    internal static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
