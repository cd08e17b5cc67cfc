using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using SchemaSdk.Extensions.AI.Calls;
using SchemaSdk.Extensions.AI.Inputs;
using SchemaSdk.Extensions.AI.Outputs;

namespace SchemaSdk.Extensions.AI.Speech;

/// <summary>Writes down speech with a model.</summary>
[Experimental("MEAI001")]
internal sealed class ModelSpeechToTextClient<TInput, TOutput>(
    ModelEndpoint<TInput, TOutput> endpoint,
    Func<Stream, SpeechToTextOptions?, TInput>? input,
    Func<TOutput, string?>? text) : ISpeechToTextClient
{
    private static readonly string[] Files = ["audio_url", "audio", "audio_file", "input_audio", "file", "file_url", "media_url"];
    private static readonly string[] Targets = ["target_language", "output_language", "translate_to"];

    private readonly AdaptedModel<TInput, TOutput> _model = new(endpoint);

    public async Task<SpeechToTextResponse> GetTextAsync(
        Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audioSpeechStream);
        var call = CallSettings.Of(options?.AdditionalProperties);
        var ended = await _model.RunAsync(InputOf(audioSpeechStream, options, call), call.Run, cancellationToken).ConfigureAwait(false);
        var result = ended.Result;
        var written = (text is null ? SpokenText.In(ended.Json) : text(result.Output)) ?? throw new ModelException(
            $"The output of request {result.RequestId} of {result.ModelId} has no text, but the job succeeded. "
            + "Pass AsSpeechToTextClient a function that reads it.")
        {
            ModelId = result.ModelId,
            RequestId = result.RequestId,
            Key = result.Key,
        };
        return new([new TextContent(written) { AdditionalProperties = JobProperties.Of(result) }])
        {
            ModelId = endpoint.ModelId,
            ResponseId = result.RequestId,
            RawRepresentation = result,
            AdditionalProperties = JobProperties.Of(result),
        };
    }

    // The services return whole texts.
    public async IAsyncEnumerable<SpeechToTextResponseUpdate> GetStreamingTextAsync(
        Stream audioSpeechStream,
        SpeechToTextOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetTextAsync(audioSpeechStream, options, cancellationToken).ConfigureAwait(false);
        foreach (var update in response.ToSpeechToTextResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => _model.Find(
        this, new SpeechToTextClientMetadata(_model.Provider, _model.Address, endpoint.ModelId), serviceType, serviceKey);

    public void Dispose()
    {
        // The client belongs to the application.
    }

    private AdaptedInput<TInput> InputOf(Stream audio, SpeechToTextOptions? options, CallSettings call)
    {
        if (input is not null)
        {
            return new(input(audio, options), null);
        }

        var mapping = _model.Begin(options?.RawRepresentationFactory?.Invoke(this));
        mapping.CheckModel(options?.ModelId);
        var property = mapping.Schema.First(Files, static property => property.Takes("string"))
            ?? throw mapping.Refuse("The audio", Files);
        mapping.Set("The audio", property, mapping.Input.ValueOf(ModelFile.FromStream(audio)));
        mapping.SetText("SpeechLanguage", options?.SpeechLanguage, LanguageNames.Inputs, LanguageNames.Of);
        if (options?.TextLanguage is { } language && language != options.SpeechLanguage)
        {
            mapping.SetText("TextLanguage", language, Targets, LanguageNames.Of);
        }

        mapping.SetNumber("SpeechSampleRate", options?.SpeechSampleRate, ["sample_rate"]);
        mapping.SetOthers(call);
        return new(default, mapping.Input);
    }
}
