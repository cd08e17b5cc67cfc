using System.Collections.Immutable;
using System.Reflection;

namespace SchemaSdk.Generator.Tests.Corpus;

internal static class References
{
    /// <summary>The .NET assemblies on which these tests run, and SchemaSdk's assemblies.</summary>
    public static ImmutableArray<MetadataReference> Net10 { get; } =
    [
        .. RunningReferences.To(static name => name.StartsWith("System.", StringComparison.Ordinal)
            || name is "SchemaSdk.dll" or "SchemaSdk.Json.dll" or "netstandard.dll" or "Microsoft.Extensions.Logging.Abstractions.dll"),
    ];

    /// <summary>
    /// The reference assemblies of .NET 8, which the build of SchemaSdk restored, and SchemaSdk's assemblies for .NET 8.
    /// </summary>
    public static ImmutableArray<MetadataReference> Net8 { get; } = From(
    [
        .. Directory.EnumerateFiles(
            Newest(
                [Metadata("NuGetPackages") + "microsoft.netcore.app.ref", Metadata("TargetingPacks") + "/Microsoft.NETCore.App.Ref"],
                "8.",
                "ref/net8.0"),
            "*.dll"),
        .. Directory.EnumerateFiles(
            Newest([Metadata("NuGetPackages") + "microsoft.extensions.logging.abstractions"], "", "lib/net8.0"), "*.dll"),
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "net8.0"), "SchemaSdk*.dll"),
    ]);

    private static ImmutableArray<MetadataReference> From(IEnumerable<string> paths) =>
        [.. paths.Select(path => MetadataReference.CreateFromFile(path))];

    private static string Newest(IEnumerable<string> packages, string version, string below) => packages
        .Where(Directory.Exists)
        .SelectMany(package => Directory.EnumerateDirectories(package, version + "*"))
        .Select(folder => Path.Combine(folder, below))
        .Where(Directory.Exists)
        .OrderBy(folder => folder, StringComparer.Ordinal)
        .LastOrDefault() ?? throw new InvalidOperationException($"No {below} of version {version}* in {string.Join(" or ", packages)}.");

    private static string Metadata(string key) => typeof(References).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == key).Value!;
}
