using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using SchemaSdk.Extensions.AI.Calls;
using SchemaSdk.Extensions.AI.Inputs;
using SchemaSdk.Extensions.AI.Outputs;

namespace SchemaSdk.Extensions.AI.Speech;

/// <summary>Transcribes speech with a model.</summary>
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
        var mapped = await InputOfAsync(audioSpeechStream, options, call, cancellationToken).ConfigureAwait(false);
        var ended = await _model.RunAsync(mapped, call.Run, cancellationToken).ConfigureAwait(false);
        var result = ended.Result;
        var written = await ended.ReadAsync(finished => Task.FromResult(TextOf(finished))).ConfigureAwait(false);
        return new([new TextContent(written) { AdditionalProperties = JobProperties.Of(result) }])
        {
            ModelId = endpoint.ModelId,
            ResponseId = result.RequestId,
            RawRepresentation = result,
            AdditionalProperties = JobProperties.Of(result),
        };
    }

    // Services do not stream the text, so one update contains the whole text.
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
        // The model's client is not disposed, because it belongs to the application.
    }

    private string TextOf(Finished<TOutput> finished) =>
        (text is null ? SpokenText.In(finished.Json) : text(finished.Result.Output)) ?? throw new ModelException(
            $"Request {finished.Result.RequestId} of {finished.Result.ModelId} succeeded, but its output has no text. "
            + "Pass AsSpeechToTextClient a function that reads the text.")
        {
            ModelId = finished.Result.ModelId,
            RequestId = finished.Result.RequestId,
            Key = finished.Result.Key,
        };

    private async Task<AdaptedInput<TInput>> InputOfAsync(
        Stream audio, SpeechToTextOptions? options, CallSettings call, CancellationToken cancellationToken)
    {
        var mapping = _model.Begin(input is null ? options?.RawRepresentationFactory?.Invoke(this) : null);
        mapping.CheckModel(options?.ModelId);
        if (input is not null)
        {
            return new(input(audio, options), null);
        }

        // Many models accept a video and use its sound.
        await FileMapping.CheckAsync(mapping, "The audio", audio, ["audio", "video"], cancellationToken).ConfigureAwait(false);
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
