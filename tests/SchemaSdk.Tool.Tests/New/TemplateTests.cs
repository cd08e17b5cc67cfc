using System.Xml.Linq;
using SchemaSdk.Tool.New.Templates;

namespace SchemaSdk.Tool.Tests.New;

/// <summary>Checks the files of <c>templates/</c>, which <c>schemasdk new</c> and <c>dotnet new</c> share.</summary>
public sealed class TemplateTests
{
    [Fact]
    public void No_placeholder_of_a_template_remains()
    {
        var made = TemplateExpansion.Expand(
            new TemplateValues("Own", "net8.0", "1.2.3", [new TemplateClient("Own", "Own.Models", "OwnClient")]));

        Assert.All(made, file => Assert.DoesNotMatch("Acme[A-Z]|SCHEMASDK_VERSION", file.Key + file.Value));
        Assert.Contains("\"SchemaSdk.Emulator\" Version=\"1.2.3\"", made["Directory.Packages.props"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_uses_the_package_versions_that_are_tested_here()
    {
        var here = Versions(XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Packages.props")));
        var asked = Versions(XDocument.Parse(Template.Solution.Files["Directory.Packages.props"]))
            .Where(package => !package.Key.StartsWith("SchemaSdk", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, package => Assert.Equal(here[package.Key], package.Value));
    }

    private static Dictionary<string, string> Versions(XDocument packages) => packages.Descendants("PackageVersion")
        .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);
}
