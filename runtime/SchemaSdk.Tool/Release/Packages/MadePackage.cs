using NuGet.Packaging;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Release.Packages;

/// <summary>A package that was made for a release.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Id">The id of the package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Needs">The ids of the packages that it depends on.</param>
internal sealed record MadePackage(string Path, string Id, string Version, IReadOnlyList<string> Needs)
{
    internal bool IsTool { get; private init; }

    internal bool IsTemplate { get; private init; }

    /// <summary>The full path of the symbol package, which does not always exist.</summary>
    internal string Symbols => System.IO.Path.ChangeExtension(Path, ".snupkg");

    /// <exception cref="ToolException">The file is not a package.</exception>
    internal static MadePackage Read(string path)
    {
        try
        {
            using var reader = new PackageArchiveReader(path);
            var nuspec = reader.NuspecReader;
            var types = nuspec.GetPackageTypes();
            return new MadePackage(
                path,
                nuspec.GetId(),
                nuspec.GetVersion().ToNormalizedString(),
                [.. nuspec.GetDependencyGroups().SelectMany(static group => group.Packages).Select(static need => need.Id).Distinct()])
            {
                IsTool = types.Any(static type => type.Name.Equals("DotnetTool", StringComparison.OrdinalIgnoreCase)),
                IsTemplate = types.Any(static type => type.Name.Equals("Template", StringComparison.OrdinalIgnoreCase)),
            };
        }
        catch (Exception exception) when (exception is NuGet.Packaging.Core.PackagingException or InvalidDataException)
        {
            throw new ToolException(
                ExitCode.Findings, $"{System.IO.Path.GetFileName(path)} is not a package: {exception.Message}", exception);
        }
    }
}
