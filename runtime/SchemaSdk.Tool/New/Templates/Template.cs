using System.Text;
using System.Text.Json;

namespace SchemaSdk.Tool.New.Templates;

/// <summary>A <c>dotnet new</c> template that is embedded in this assembly: its files, and the words to replace in them.</summary>
internal sealed class Template
{
    /// <summary>The symbol for <c>--name</c>. Every template has it.</summary>
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

    /// <summary>The template for the files that a new folder contains once, for all clients.</summary>
    internal static Template Solution { get; } = new(Read("solution/"));

    /// <summary>The template for the files that a new folder contains once for each client.</summary>
    internal static Template Family { get; } = new(Read("family/"));

    /// <summary>The contents of the files, by path, with '/' as the separator.</summary>
    internal IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>Maps the name of each symbol to a word in the files. The value of the symbol replaces this word.</summary>
    internal IReadOnlyDictionary<string, string> Words { get; }

    private static Dictionary<string, string> Read(string name)
    {
        var assembly = typeof(Template).Assembly;
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            // Resource names contain backslashes if the assembly was built on Windows.
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
