using System.ComponentModel;

namespace SchemaSdk.Tool.Configuration;

/// <summary>The settings of <c>schemasdk release</c> in <c>schemasdk.json</c>. Paths are relative to that file.</summary>
internal sealed record ReleaseSettings
{
    [Description("The branch that a released tag must be on.")]
    public string Branch { get; set; } = "main";

    [Description("The git remote of the branch.")]
    public string Remote { get; set; } = "origin";

    [Description("The changelog that the release notes come from.")]
    public string Changelog { get; set; } = "CHANGELOG.md";

    [Description("The commands that make the packages. {version} is the version, and {packages} the folder to write them to.")]
    public IReadOnlyList<string> Pack { get; set; } = ["dotnet pack -c Release -o {packages} -p:Version={version}"];

    [Description("The commands that test the packages. By default, all packages are installed, and a project that uses them is built.")]
    public IReadOnlyList<string> Test { get; set; } = [];

    [Description("The folder for the packages. It is emptied before the packages are created.")]
    public string Packages { get; set; } = "artifacts/packages";

    [Description("The package source: an address, or a folder.")]
    public string Source { get; set; } = "https://api.nuget.org/v3/index.json";
}
