using System.Diagnostics.CodeAnalysis;
using SchemaSdk.Extensions.AI.Calls;
using SchemaSdk.Extensions.AI.Inputs;
using SchemaSdk.Extensions.AI.Outputs;

namespace SchemaSdk.Extensions.AI.Images;

/// <summary>Makes images with a model.</summary>
[Experimental("MEAI001")]
internal sealed class ModelImageGenerator<TInput, TOutput>(
    ModelEndpoint<TInput, TOutput> endpoint,
    Func<ImageGenerationRequest, ImageGenerationOptions?, TInput>? input,
    Func<TOutput, IEnumerable<ModelFile>>? files) : IImageGenerator
{
    private readonly AdaptedModel<TInput, TOutput> _model = new(endpoint);

    public async Task<ImageGenerationResponse> GenerateAsync(
        ImageGenerationRequest request, ImageGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = CallSettings.Of(options?.AdditionalProperties);
        var (mapped, count) = InputOf(request, options, call);
        var ended = count == 1
            ? [await _model.RunAsync(mapped, call.Run, cancellationToken).ConfigureAwait(false)]
            : await RepeatedRuns.RunAsync(_model, mapped, count, call, cancellationToken).ConfigureAwait(false);
        var contents = new List<AIContent>();
        var download = options?.ResponseFormat == ImageGenerationResponseFormat.Data;
        foreach (var one in ended)
        {
            var others = ended.Where(other => !ReferenceEquals(other, one)).Select(static other => other.Result.RequestId).ToList();
            contents.AddRange(await one.ReadAsync(
                result => FileContents.OfAsync(_model.Client, result, files, "image/", download, cancellationToken), others)
                .ConfigureAwait(false));
        }

        return new(contents)
        {
            RawRepresentation = ended is [var single] ? single.Result : ended.Select(static one => one.Result).ToList(),
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => _model.Find(
        this, new ImageGeneratorMetadata(_model.Provider, _model.Address, endpoint.ModelId), serviceType, serviceKey);

    public void Dispose()
    {
        // The model's client is not disposed, because it belongs to the application.
    }

    private (AdaptedInput<TInput> Input, int Count) InputOf(
        ImageGenerationRequest request, ImageGenerationOptions? options, CallSettings call)
    {
        var mapping = _model.Begin(input is null ? options?.RawRepresentationFactory?.Invoke(this) : null);
        ImageMapping.Check(mapping, options);
        if (input is not null)
        {
            return (new(input(request, options), null), 1);
        }

        var count = ImageMapping.Set(mapping, request, options, call);
        return (new(default, mapping.Input), count);
    }
}
