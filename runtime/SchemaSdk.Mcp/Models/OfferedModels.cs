using System.IO.Enumeration;
using SchemaSdk.Mcp.Answers;

namespace SchemaSdk.Mcp.Models;

/// <summary>The models that agents see.</summary>
internal sealed class OfferedModels
{
    private const int MostNamed = 5;

    private readonly SortedDictionary<string, ModelInfo> _models;

    /// <param name="models">The models of the client.</param>
    /// <param name="patterns">The ids that agents see, with <c>*</c> for any text; empty for all.</param>
    internal OfferedModels(IEnumerable<ModelInfo> models, IEnumerable<string> patterns)
    {
        var wanted = patterns.ToArray();
        var offered = models.Where(model => wanted.Length == 0
            || Array.Exists(wanted, pattern => FileSystemName.MatchesSimpleExpression(pattern, model.Id, ignoreCase: false)));
        _models = new(offered.ToDictionary(static model => model.Id), StringComparer.Ordinal);
    }

    internal IReadOnlyCollection<ModelInfo> All => _models.Values;

    /// <exception cref="ToolRefusal">Agents do not see a model with this id.</exception>
    internal ModelInfo Get(string id) => _models.TryGetValue(id, out var model) ? model : throw Unknown(id);

    private ToolRefusal Unknown(string id)
    {
        var last = id.Split('/')[^1];
        var near = _models.Keys
            .Where(known => last.Length > 0 && known.Contains(last, StringComparison.OrdinalIgnoreCase))
            .Take(MostNamed)
            .ToList();
        return new($"This server has no model '{(id.Length <= 100 ? id : id[..100] + "…")}'. "
            + (near.Count > 0 ? $"Similar ids: {string.Join(", ", near)}." : "Find one with search_models."));
    }
}
