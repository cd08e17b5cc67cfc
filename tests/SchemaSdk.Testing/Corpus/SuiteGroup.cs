using System.Text.Json;

namespace SchemaSdk.Testing;

/// <summary>One schema of the JSON-Schema-Test-Suite with its instances.</summary>
/// <param name="Name">The file and the description, such as <c>optional/non-bmp-regex: matches empty</c>.</param>
/// <param name="Schema">The schema as JSON.</param>
/// <param name="Instances">The instances, as JSON.</param>
public sealed record SuiteGroup(string Name, string Schema, IReadOnlyList<SuiteInstance> Instances)
{
    /// <summary>Reads all groups of a draft such as <c>draft7</c>, including the optional ones.</summary>
    public static IReadOnlyList<SuiteGroup> Of(string suite, string draft)
    {
        var folder = Path.Combine(suite, "tests", draft);
        var groups =
            from path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            let file = Path.ChangeExtension(Path.GetRelativePath(folder, path).Replace('\\', '/'), null)
            from @group in JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray()
            let name = $"{file}: {@group.GetProperty("description").GetString()}"
            let instances = @group.GetProperty("tests").EnumerateArray().Select(test => new SuiteInstance(
                $"{name}: {test.GetProperty("description").GetString()}",
                test.GetProperty("data").GetRawText(),
                test.GetProperty("valid").GetBoolean()))
            select new SuiteGroup(name, @group.GetProperty("schema").GetRawText(), [.. instances]);
        return [.. groups];
    }
}

public sealed record SuiteInstance(string Name, string Json, bool IsValid);
