using System.ComponentModel;

namespace SchemaSdk.Tool.Configuration;

/// <summary>The settings of <c>schemasdk night</c> in <c>schemasdk.json</c>. Paths are relative to that file.</summary>
internal sealed record NightSettings
{
    [Description("The changelog to which the entry for the next version is added.")]
    public string Changelog { get; set; } = "CHANGELOG.md";

    [Description("The MSBuild file that contains only the version.")]
    public string VersionFile { get; set; } = "Version.props";

    [Description("The git remote that the update is pushed to.")]
    public string Remote { get; set; } = "origin";

    [Description("The branch that the update is pushed to.")]
    public string Branch { get; set; } = "schemas/update";

    [Description("The author of the commit.")]
    public string CommitterName { get; set; } = "schemas";

    [Description("The email address of the author. A branch with a commit from another address is not replaced.")]
    public string CommitterEmail { get; set; } = "schemas@users.noreply.github.com";

    [Description("The commands that must succeed before anything is pushed. {version} is the next version.")]
    public IReadOnlyList<string> Check { get; set; } =
        ["dotnet build -c Release -p:Version={version}", "dotnet test -c Release --no-build"];

    [Description("The commands that make the packages. {packages} is the folder to write them to.")]
    public IReadOnlyList<string> Pack { get; set; } = ["dotnet pack -c Release -o {packages} -p:Version={version}"];

    [Description("The folder for the packages. It is emptied before the packages are created.")]
    public string Packages { get; set; } = "artifacts/packages";
}
