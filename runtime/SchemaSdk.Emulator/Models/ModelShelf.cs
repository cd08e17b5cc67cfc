namespace SchemaSdk.Emulation.Models;

/// <summary>The models of the emulated service, which can be replaced while it runs.</summary>
internal sealed class ModelShelf
{
    private volatile IReadOnlyDictionary<string, EmulatedModel> _offered;
    private volatile IReadOnlyDictionary<string, EmulatedModel> _known;

    /// <exception cref="ArgumentException">Two models have the same id.</exception>
    public ModelShelf(IReadOnlyList<ModelInfo> models) => _known = _offered = ById(models);

    /// <summary>The models that can be called, by id.</summary>
    public IReadOnlyDictionary<string, EmulatedModel> Offered => _offered;

    /// <summary>Returns a model that is or was offered, because its jobs outlive it.</summary>
    public EmulatedModel Known(string id) => _known[id];

    /// <exception cref="ArgumentException">Two models have the same id.</exception>
    public void Offer(IReadOnlyList<ModelInfo> models)
    {
        var offered = ById(models);
        _known = new Dictionary<string, EmulatedModel>(offered.Concat(_known.Where(gone => !offered.ContainsKey(gone.Key))));
        _offered = offered;
    }

    private static Dictionary<string, EmulatedModel> ById(IReadOnlyList<ModelInfo> models) =>
        models.ToDictionary(static info => info.Id, static info => new EmulatedModel(info), StringComparer.Ordinal);
}
