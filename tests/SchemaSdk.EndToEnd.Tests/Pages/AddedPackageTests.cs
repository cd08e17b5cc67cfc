using System.Xml.Linq;

namespace SchemaSdk.EndToEnd.Tests.Pages;

public sealed partial class AddedPackageTests
{
    private static readonly Dictionary<string, string> Tested = XDocument
        .Load(SourceTree.PathOf("Directory.Packages.props"))
        .Descendants("PackageVersion")
        .ToDictionary(package => (string)package.Attribute("Include")!, package => (string)package.Attribute("Version")!);

    // The newest version of a package may need a newer .NET or a license.
    [Fact]
    public void A_command_adds_a_foreign_package_in_a_version_that_the_tests_use()
    {
        var added = Page.All.SelectMany(page => Add().Matches(Page.Read(page).Text)).ToList();

        Assert.NotEmpty(added);
        Assert.All(added, add => Assert.StartsWith(
            add.Groups["version"].Success ? add.Groups["version"].Value : "no version",
            Tested[add.Groups["name"].Value],
            StringComparison.Ordinal));
    }

    [GeneratedRegex("""dotnet add package (?!SchemaSdk)(?<name>[\w.]+)( --version "?(?<version>[\d.]+)\*?)?""")]
    private static partial Regex Add();
}
