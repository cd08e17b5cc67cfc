using System.Text;
using System.Text.Json;

namespace SchemaSdk.Tool.New.Templates;

/// <summary>A template of <c>dotnet new</c> from the resources of this assembly: its texts, and the words to replace in them.</summary>
internal sealed class Template
{
    /// <summary>The symbol that every template has: the value of <c>--name</c>.</summary>
    internal const string Project = "name";

    private const string Folder = "templates/";
    private const string Settings = ".template.config/template.json";

    private Template(IReadOnlyDictionary<string, string> files)
    {
        using var settings = JsonDocument.Parse(files[Settings]);
        Files = files.Where(file => file.Key != Settings).ToDictionary();
        Words = settings.RootElement.GetProperty("symbols").EnumerateObject()
            .Where(symbol => symbol.Value.TryGetProperty("replaces", out _))
            .Select(symbol => KeyValuePair.Create(symbol.Name, symbol.Value.GetProperty("replaces").GetString()!))
            .Append(KeyValuePair.Create(Project, settings.RootElement.GetProperty("sourceName").GetString()!))
            .ToDictionary();
    }

    /// <summary>The files that a folder has once.</summary>
    internal static Template Solution { get; } = new(Read("solution/"));

    /// <summary>The files that a folder has for each client.</summary>
    internal static Template Family { get; } = new(Read("family/"));

    /// <summary>The texts by their paths, with '/'.</summary>
    internal IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The words to replace, by the names of the symbols that replace them.</summary>
    internal IReadOnlyDictionary<string, string> Words { get; }

    private static Dictionary<string, string> Read(string name)
    {
        var assembly = typeof(Template).Assembly;
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            // A build on Windows uses backslashes.
            var path = resource.Replace('\\', '/');
            if (path.StartsWith(Folder + name, StringComparison.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
                files.Add(path[(Folder.Length + name.Length)..], reader.ReadToEnd());
            }
        }

        return files;
    }
}
