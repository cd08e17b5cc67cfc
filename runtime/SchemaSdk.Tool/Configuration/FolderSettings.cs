using System.ComponentModel;
using System.IO.Enumeration;

namespace SchemaSdk.Tool.Configuration;

/// <summary>The settings for a schema folder in <c>schemasdk.json</c>.</summary>
internal sealed record FolderSettings
{
    [Description("The service that offers the models. If the folder has a lock file, this must be the service in that file.")]
    public string? Service { get; set; }

    [Description("The name of the client class. The default is the ModelClientName of the project that contains the folder.")]
    public string? Client { get; set; }

    [Description("The namespace of the client class. The default is the ModelClientNamespace or RootNamespace of the project.")]
    public string? Namespace { get; set; }

    [Description("Reduce schemas to names, types, limits, enums and short defaults, without prose, as --facts does.")]
    public bool Facts { get; set; }

    [Description("When the folder is updated, also add the models that are new in the catalogue, as 'update --all' does.")]
    public bool All { get; set; }

    [Description("Add a new model only if its id matches one of these patterns; * stands for any text, as in kling/*.")]
    public IReadOnlyList<string> Include { get; set; } = [];

    [Description("Add no new model whose id matches one of these patterns. Models that were added before are kept.")]
    public IReadOnlyList<string> Exclude { get; set; } = [];

    /// <summary>Returns true if the include and exclude patterns allow a new model with this id to be added to the folder.</summary>
    internal bool Includes(string id) =>
        (Include.Count == 0 || Include.Any(pattern => Matches(pattern, id))) && !Exclude.Any(pattern => Matches(pattern, id));

    private static bool Matches(string pattern, string id) => FileSystemName.MatchesSimpleExpression(pattern, id, ignoreCase: false);
}
