using YamlDotNet.RepresentationModel;

namespace SchemaSdk.Repository.Tests.Publishing.Workflows;

/// <summary>A parsed workflow of this repository or of its template.</summary>
internal sealed class WorkflowFile
{
    private readonly YamlMappingNode _root;

    internal WorkflowFile(string path)
    {
        Text = File.ReadAllText(SourceTree.PathOf(path));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text));
        _root = (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    internal static IEnumerable<string> Paths { get; } = [.. In("workflows")];

    /// <summary>The composite actions through which workflows install the tool.</summary>
    internal static IEnumerable<string> Actions { get; } = [.. In("actions/schemasdk")];

    internal string Text { get; }

    /// <summary>An environment variable of all jobs in the workflow; null if it is not set.</summary>
    internal string? VariableOf(string name) => Find(_root, "env", name);

    internal string Triggers => string.Join(' ', ((YamlMappingNode)_root["on"]).Children.Keys);

    internal IReadOnlyDictionary<string, string> Permissions => PermissionsOf(_root);

    internal IReadOnlyDictionary<string, YamlMappingNode> Jobs =>
        ((YamlMappingNode)_root["jobs"]).Children.ToDictionary(job => job.Key.ToString(), job => (YamlMappingNode)job.Value);

    internal IEnumerable<YamlMappingNode> Steps =>
        Jobs.Values.SelectMany(job => (YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();

    /// <summary>All names and values in the file except those of steps.</summary>
    internal IEnumerable<string> TextsOutsideSteps => _root.AllNodes
        .Except<YamlNode>(Steps.SelectMany(static step => ((YamlNode)step).AllNodes), ReferenceEqualityComparer.Instance)
        .OfType<YamlScalarNode>()
        .Select(static node => node.Value!);

    internal IEnumerable<YamlMappingNode> ActionSteps => ((YamlSequenceNode)_root["runs"]["steps"]).Cast<YamlMappingNode>();

    private static IEnumerable<string> In(string part) =>
        from folder in new[] { $".github/{part}", $"templates/solution/.github/{part}" }
        from path in Directory.EnumerateFiles(SourceTree.PathOf(folder))
        select $"{folder}/{Path.GetFileName(path)}";

    internal static IReadOnlyDictionary<string, string> PermissionsOf(YamlMappingNode holder) =>
        holder.Children.TryGetValue("permissions", out var permissions)
            ? ((YamlMappingNode)permissions).Children.ToDictionary(one => one.Key.ToString(), one => one.Value.ToString())
            : new Dictionary<string, string>();

    /// <summary>The value at a path; null if the path does not exist.</summary>
    internal static string? Find(YamlNode node, params string[] path) => path.Aggregate<string, YamlNode?>(
        node,
        (at, name) => at is YamlMappingNode map && map.Children.TryGetValue(name, out var value) ? value : null)?.ToString();
}
