using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Models;
using SchemaSdk.Emulation.Services.RunComfy;

namespace SchemaSdk.Emulation.Service;

/// <summary>Answers catalogue requests about models and their prices.</summary>
internal sealed class CatalogDesk(IReadOnlyDictionary<string, EmulatedModel> models, Func<string, EmulatedPrice?>? priceOf)
{
    private readonly IReadOnlyList<EmulatedModel> _ordered = [.. models.Values.OrderBy(model => model.Id, StringComparer.Ordinal)];

    public ServiceAnswer AnswerModel(string modelId) =>
        models.TryGetValue(modelId, out var model) ? RunComfyProtocol.Model(model, PriceOf(model)) : RunComfyProtocol.UnknownModel(modelId);

    public ServiceAnswer AnswerModels(string target) => RunComfyProtocol.Models(_ordered, PriceOf, target);

    public ServiceAnswer AnswerCategories() => RunComfyProtocol.Categories(_ordered);

    private EmulatedPrice? PriceOf(EmulatedModel model) => priceOf?.Invoke(model.Id);
}
