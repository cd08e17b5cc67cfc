using System.IO.Compression;
using SchemaSdk.Repository.Tests.Publishing.Surroundings;

namespace SchemaSdk.Repository.Tests.Publishing.Releases;

/// <summary>A repository with three packages and the tag v1.2.0, which each test copies.</summary>
public sealed class ReleaseTemplate : IAsyncLifetime
{
    private const string Settings = """
        pack() { cp ready/* "$packages"; }
        test_packages() { echo "tested $1 in $2"; }
        """;

    private readonly EmulatedCatalogue _catalogue = new();
    private OwnersRepository? _owner;

    public async Task InitializeAsync()
    {
        _catalogue["acme/kite"] = EmulatedCatalogue.SchemaWith("prompt");
        await _catalogue.OpenAsync();
        _owner = await OwnersRepository.MakeAsync(_catalogue, Settings);
        Add(_owner, "Acme.Alpha", "Acme.Models", "Other.Library");
        Add(_owner, "Acme.Models", "Acme.Zero");
        Add(_owner, "Acme.Zero");
        _owner.Write("ready/Acme.Zero.1.2.0.snupkg", "symbols");
        _owner.Write("CHANGELOG.md", "# C\n\n## [Unreleased]\n\n## [1.2.0]\n\n<!-- schemas since 1.1.0 -->\n- a\n\n## [1.1.0]\n\n- b\n");
        await _owner.CommitAsync("Prepare");
        await _owner.GitAsync("tag", "v1.2.0");
    }

    public async Task DisposeAsync()
    {
        _owner?.Dispose();
        await _catalogue.DisposeAsync();
    }

    internal OwnersRepository Copy()
    {
        var copy = OwnersRepository.CopyOf(_owner!, _catalogue);
        copy.Set("NUGET_API_KEY", "");
        copy.Set("NUGET_SOURCE", "");
        return copy;
    }

    private static void Add(OwnersRepository owner, string id, params string[] needs)
    {
        Directory.CreateDirectory(owner.PathOf("ready"));
        using var zip = ZipFile.Open(owner.PathOf($"ready/{id}.1.2.0.nupkg"), ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(zip.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write($"<package>\n<metadata>\n<id>{id}</id>\n<dependencies>\n");
        nuspec.Write(string.Concat(needs.Select(need => $"<dependency id=\"{need}\" version=\"1.2.0\" />\n")));
        nuspec.Write("</dependencies>\n</metadata>\n</package>\n");
    }
}
