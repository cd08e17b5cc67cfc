namespace SchemaSdk.Generator.Tests.Corpus.Services;

/// <summary>Runs a generated endpoint with the generated types of its input and output.</summary>
internal abstract class TypedRun
{
    public static TypedRun Of(object endpoint)
    {
        var type = endpoint.GetType();
        while (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(ModelEndpoint<,>))
        {
            type = type.BaseType!;
        }

        return (TypedRun)Activator.CreateInstance(typeof(TypedRun<,>).MakeGenericType(type.GetGenericArguments()), endpoint)!;
    }

    public abstract ModelInfo Info { get; }

    /// <summary>Runs the model with an input, and returns what is wrong with the result; null if nothing is wrong.</summary>
    public abstract Task<string?> ComplaintAsync(string input);
}

/// <inheritdoc />
internal sealed class TypedRun<TInput, TOutput>(ModelEndpoint<TInput, TOutput> endpoint) : TypedRun
{
    public override ModelInfo Info => endpoint.Info;

    public override async Task<string?> ComplaintAsync(string input)
    {
        var result = await endpoint.RunAsync(JsonSerializer.Deserialize<TInput>(input)!);
        if (result.Output is null)
        {
            return "the output is null";
        }

        if (result.Output is ModelUnion { IsKnown: false })
        {
            return "the output is in no known branch";
        }

        var written = JsonSerializer.Serialize(result.Output);
        var sent = endpoint.Owner.Parts.Access.Settings.Service.StatusHasResult ? result.Raw.GetProperty("output") : result.Raw;
        return JsonDifference.Between(sent.GetRawText(), JsonSerializer.SerializeToUtf8Bytes(result.Output))
            ?? (JsonSerializer.Serialize(JsonSerializer.Deserialize<TOutput>(written)) == written ? null : $"{written} changed");
    }
}
