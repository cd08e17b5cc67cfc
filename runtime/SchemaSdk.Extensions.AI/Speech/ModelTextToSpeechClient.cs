using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using SchemaSdk.Extensions.AI.Calls;
using SchemaSdk.Extensions.AI.Inputs;
using SchemaSdk.Extensions.AI.Outputs;

namespace SchemaSdk.Extensions.AI.Speech;

/// <summary>Turns text into speech with a model.</summary>
[Experimental("MEAI001")]
internal sealed class ModelTextToSpeechClient<TInput, TOutput>(
    ModelEndpoint<TInput, TOutput> endpoint,
    Func<string, TextToSpeechOptions?, TInput>? input,
    Func<TOutput, IEnumerable<ModelFile>>? files) : ITextToSpeechClient
{
    private static readonly string[] Texts = ["text", "prompt", "input", "script", "gen_text"];
    private static readonly string[] Voices = ["voice_id", "voice", "speaker", "voice_name"];
    private static readonly string[] Formats = ["output_format", "audio_format", "format", "response_format"];
    private static readonly string[] Volumes = ["volume", "vol"];

    private readonly AdaptedModel<TInput, TOutput> _model = new(endpoint);

    public async Task<TextToSpeechResponse> GetAudioAsync(
        string text, TextToSpeechOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        var call = CallSettings.Of(options?.AdditionalProperties);
        var ended = await _model.RunAsync(InputOf(text, options, call), call.Run, cancellationToken).ConfigureAwait(false);
        var contents = await ended.ReadAsync(result => FileContents.OfAsync(
            _model.Client, result, files, "audio/", download: true, cancellationToken)).ConfigureAwait(false);
        return new([.. contents])
        {
            ModelId = endpoint.ModelId,
            ResponseId = ended.Result.RequestId,
            RawRepresentation = ended.Result,
            AdditionalProperties = JobProperties.Of(ended.Result),
        };
    }

    // Services do not stream the audio file, so one update contains the whole file.
    public async IAsyncEnumerable<TextToSpeechResponseUpdate> GetStreamingAudioAsync(
        string text, TextToSpeechOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetAudioAsync(text, options, cancellationToken).ConfigureAwait(false);
        foreach (var update in response.ToTextToSpeechResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => _model.Find(
        this, new TextToSpeechClientMetadata(_model.Provider, _model.Address, endpoint.ModelId), serviceType, serviceKey);

    public void Dispose()
    {
        // The model's client is not disposed, because it belongs to the application.
    }

    private AdaptedInput<TInput> InputOf(string text, TextToSpeechOptions? options, CallSettings call)
    {
        var mapping = _model.Begin(input is null ? options?.RawRepresentationFactory?.Invoke(this) : null);
        mapping.CheckModel(options?.ModelId);
        if (input is not null)
        {
            return new(input(text, options), null);
        }

        mapping.SetText("The text", text, Texts);
        mapping.SetText("VoiceId", options?.VoiceId, Voices);
        mapping.SetText("Language", options?.Language, LanguageNames.Inputs, LanguageNames.Of);
        mapping.SetText("AudioFormat", options?.AudioFormat, Formats, MediaNames.Of);
        mapping.SetFloat("Speed", options?.Speed, ["speed", "speaking_rate"]);
        mapping.SetFloat("Pitch", options?.Pitch, ["pitch"]);
        mapping.SetFloat("Volume", options?.Volume, Volumes);
        mapping.SetOthers(call);
        return new(default, mapping.Input);
    }
}
