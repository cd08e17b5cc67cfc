using SchemaSdk.Extensions.AI.Calls;
using SchemaSdk.Extensions.AI.Inputs;
using SchemaSdk.Extensions.AI.Schemas;
using SchemaSdk.Files;

namespace SchemaSdk.Extensions.AI.Functions;

/// <summary>A function through which a language model runs a model.</summary>
internal sealed class ModelFunction<TInput, TOutput> : AIFunction
{
    private readonly AdaptedModel<TInput, TOutput> _model;
    private readonly ModelFunctionOptions _options;
    private readonly InputSchema _schema;

    internal ModelFunction(ModelEndpoint<TInput, TOutput> model, ModelFunctionOptions options)
    {
        (_model, _options, _schema) = (new(model), options.Copy(), new(model.Info));
        Name = options.Name ?? FunctionName.Of(model.ModelId);
        var schema = SchemaReader.InputOf(model.Info);
        Description = options.Description
            ?? $"Runs the model {model.ModelId}. It COSTS MONEY. "
            + (options.Key is null && _model.Client.Ledger is not null
                ? "Calls with the same arguments return the same job, which is charged once."
                : "Every call is charged, even with the same arguments.")
            + (schema["description"] is JsonValue text && text.TryGetValue<string>(out var own) ? $" {own}" : "");
        using var document = JsonDocument.Parse(schema.ToJsonString(ShownJson.Readable), ShownJson.AnyDepth);
        JsonSchema = document.RootElement.Clone();
    }

    public override string Name { get; }

    public override string Description { get; }

    public override JsonElement JsonSchema { get; }

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        base.GetService(serviceType, serviceKey) ?? _model.Find(this, metadata: null, serviceType, serviceKey);

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            var input = InputOf(arguments);
            var options = new RunOptions
            {
                Key = _options.Key?.Invoke(arguments) ?? FunctionKey.Of(
                    _model.Service, _model.Model.ModelId, input.ToUtf8().Span, _options.Customer, _options.Scope),
                MaxPriceUsd = _options.MaxPriceUsd,
                Customer = _options.Customer,
            };
            var ended = await _model.RunAsync(new(default, input), options, cancellationToken).ConfigureAwait(false);
            return await ended.ReadAsync(static finished => Task.FromResult(FunctionAnswer.Completed(finished))).ConfigureAwait(false);
        }
        catch (ModelInputException exception)
        {
            // Returns the error, because frameworks hide exceptions from the language model.
            return FunctionAnswer.Refused(exception);
        }
        catch (ModelFailedException exception)
        {
            // If the job succeeded and just its output is gone, "completed" tells the language model not to try another input.
            var hasSucceeded = await HasSucceededAsync(exception.Key, cancellationToken).ConfigureAwait(false);
            return FunctionAnswer.Ended(hasSucceeded ? "completed" : "failed", exception, _options.Key is null);
        }
        catch (ModelCanceledException exception)
        {
            return FunctionAnswer.Ended("cancelled", exception, _options.Key is null);
        }
    }

    private async Task<bool> HasSucceededAsync(string? key, CancellationToken cancellationToken)
    {
        try
        {
            return key is not null && _model.Client.Ledger is JobLedger ledger
                && await ledger.FindAsync(key, cancellationToken).ConfigureAwait(false) is { End.Outcome: JobState.Succeeded };
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Catches everything, because an application's ledger can throw any exception.
            return false;
        }
    }

    private MappedInput InputOf(AIFunctionArguments arguments)
    {
        if (_schema.ErrorsOf(arguments.Keys).ToList() is { Count: > 0 } errors)
        {
            throw new ModelInputException($"Some arguments are not inputs of {_model.Model.ModelId}. Nothing was sent.")
            {
                ModelId = _model.Model.ModelId,
                Errors = errors,
            };
        }

        var members = new JsonObject();
        foreach (var (name, value) in arguments)
        {
            var node = NodeOf(name, value);

            // Language models in strict mode write null for each unused member, so a null that the schema forbids is omitted.
            if (node is not null || _schema.Find(name) is not { } property || property.Takes("null"))
            {
                members[name] = node;
            }
        }

        return new(members);
    }

    private JsonNode? NodeOf(string name, object? value)
    {
        try
        {
            return Values.NodeOf(value, _options.SerializerOptions ?? AIJsonUtilities.DefaultOptions);
        }
        catch (Exception exception)
            when (exception is NotSupportedException or JsonException or InvalidOperationException or ArgumentException)
        {
            // For example, a number is not finite, or the JSON is too deep.
            throw new ModelInputException(
                $"The argument \"{name}\" cannot be written as JSON: {exception.Message} Nothing was sent.", exception)
            {
                ModelId = _model.Model.ModelId,
            };
        }
    }
}
