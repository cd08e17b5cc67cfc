using System.Text.Json;
using System.Text.RegularExpressions;
using SchemaSdk.Tool.Configuration;

namespace SchemaSdk.Tool.Tests.Configuration;

/// <summary>Compares the settings of <c>night</c> and <c>release</c> with docs/reference/tool-publish.md.</summary>
public sealed partial class PublishingSettingsPageTests
{
    [Theory]
    [InlineData("night", typeof(NightSettings))]
    [InlineData("release", typeof(ReleaseSettings))]
    public void The_table_has_every_setting_with_its_text(string section, Type type)
    {
        var page = File.ReadAllText(SourceTree.PathOf("docs/reference/tool-publish.md")).ReplaceLineEndings("\n");
        var table = page.Split($"| setting of `{section}` |")[1].Split("\n\n")[0];
        var named = FirstCell().Matches(table).SelectMany(row => Quoted().Matches(row.Value)).Select(name => name.Groups[1].Value);
        var settings = type.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).ToList();

        Assert.Equal(settings.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        foreach (var (name, value) in type.GetProperties()
            .Select(property => (property.Name, property.GetValue(Activator.CreateInstance(type)) as string))
            .Where(one => one.Item2 is { } text && !text.StartsWith("https", StringComparison.Ordinal)))
        {
            Assert.True(table.Contains($"`{value}`", StringComparison.Ordinal), $"The default of {name} is {value}.");
        }
    }

    [GeneratedRegex(@"^\| `[^|]*", RegexOptions.Multiline)]
    private static partial Regex FirstCell();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
