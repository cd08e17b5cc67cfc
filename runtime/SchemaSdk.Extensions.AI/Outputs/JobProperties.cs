namespace SchemaSdk.Extensions.AI.Outputs;

/// <summary>Makes the additional properties of contents and responses: the request id, cost and key of their job.</summary>
internal static class JobProperties
{
    internal static AdditionalPropertiesDictionary Of<TOutput>(ModelResult<TOutput> result)
    {
        var properties = new AdditionalPropertiesDictionary { [ModelProperties.RequestId] = result.RequestId };
        if (result.CostUsd is { } cost)
        {
            properties[ModelProperties.CostUsd] = cost;
        }

        if (result.Key is { } key)
        {
            properties[ModelProperties.Key] = key;
        }

        return properties;
    }
}
