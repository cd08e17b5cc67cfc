using SchemaSdk.Tool.Services;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>The models that a command has read from the catalogue.</summary>
/// <param name="Models">The models, in any order.</param>
internal sealed record TakenModels(IReadOnlyList<CatalogueModel> Models)
{
    /// <summary>The total number of models in the catalogue; null if the catalogue was not read in full.</summary>
    internal int? WholeCatalogue { get; init; }

    /// <summary>The ids of the models that have disappeared from the catalogue.</summary>
    internal IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>Returns a copy with only those models whose ids <paramref name="isTaken"/> accepts.</summary>
    internal TakenModels Only(Func<string, bool> isTaken) => this with { Models = [.. Models.Where(model => isTaken(model.Entry.Id))] };
}
