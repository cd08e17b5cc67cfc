using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: finds one of a client's models.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ModelList
{
    /// <summary>Finds a model by its id.</summary>
    /// <param name="models">The models, in ordinal order of their ids.</param>
    /// <param name="modelId">The id.</param>
    /// <returns>Null if no model has the id.</returns>
    public static ModelInfo? Find(IReadOnlyList<ModelInfo> models, string modelId)
    {
        ArgumentNullException.ThrowIfNull(models);
        var (low, high) = (0, models.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(models[middle].Id, modelId);
            if (order == 0)
            {
                return models[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }
}
