using System.Collections.Concurrent;
using SchemaSdk.Emulation.Folders;
using SchemaSdk.Emulation.Recordings;
using SchemaSdk.Emulation.Recordings.Inputs;
using SchemaSdk.Emulation.Recordings.Kept;
using SchemaSdk.Emulation.Recordings.Making;
using SchemaSdk.Emulation.Recordings.Playing;

namespace SchemaSdk.Emulation;

/// <summary>
/// A handler that records jobs in a folder, and plays them to clients in tests. Playing needs no token and no network, and costs
/// nothing. Use the handler for the <see cref="HttpClient"/> of a client.
/// </summary>
/// <remarks>
/// Thread-safe; several clients, even of different services, can share one handler. A recording contains a job and not its requests, so
/// the number of polls may differ when the job is played. A job is recorded when its result is read. A job that was cancelled, or
/// whose result was not read through the handler that sent it, is not recorded. <see cref="HttpMessageHandler.Dispose()"/> waits at most
/// 100 seconds for the files of jobs whose result was read.
/// </remarks>
/// <example>
/// <code>
/// using var recording = ModelRecording.Open("recordings");
/// using var http = new HttpClient(recording);
/// await using var client = new RunComfyClient(http, new() { ApiToken = recording.ApiToken });
/// </code>
/// </example>
public sealed partial class ModelRecording : HttpMessageHandler
{
    private readonly RecordingFolder _folder;
    private readonly ModelRecordingOptions _options;
    private readonly Scrubber _scrubber;
    private readonly KnownFiles _files = new();
    private readonly RecordedInputs _inputs;
    private readonly RecordingMisses _misses;
    private readonly SubmitCopies _copies = new();
    private readonly ConcurrentDictionary<EmulatedProtocol, RecordingPlayer> _players = new();
    private readonly ConcurrentDictionary<(EmulatedProtocol, Uri Address), PlayedAnswers> _answers = new();
    private readonly HttpMessageInvoker? _http;
    private readonly JobRecorder? _recorder;
    private readonly RecordingClients? _clients;
    private readonly PriceCheck? _prices;

    private ModelRecording(string folder, RecordingMode mode, ModelRecordingOptions options)
    {
        _options = options.CheckedCopy(mode, out var members);
        Mode = mode;
        _folder = new RecordingFolder(folder);
        _scrubber = new Scrubber(members);
        _inputs = new RecordedInputs(_scrubber, _files);
        _misses = new RecordingMisses(_folder);
        if (mode != RecordingMode.Replay)
        {
            var inner = _options.InnerHandler ?? new SocketsHttpHandler { AllowAutoRedirect = false };
            _http = new HttpMessageInvoker(new ModelSubmitGuard(inner));
            _clients = new RecordingClients(inner, _options);
            _prices = new PriceCheck(_clients, _options);
            _recorder = new JobRecorder(_http, _clients, _folder, _scrubber, _files, _options);
        }
    }

    /// <summary>What the recording does with a job.</summary>
    public RecordingMode Mode { get; }

    /// <summary>
    /// The token for the options of a client. In the mode <see cref="RecordingMode.Replay"/>, which needs no token, it is a placeholder. In
    /// other modes, it is null, so that the client reads the token from its environment variable.
    /// </summary>
    public string? ApiToken => Mode == RecordingMode.Replay ? "replay" : null;

    /// <summary>Opens a folder of recordings, and reads all of them.</summary>
    /// <param name="folder">
    /// The folder. If it does not exist, the first recording creates it. A relative path is relative to the current directory, which in
    /// tests is usually a folder in <c>bin</c>, so pass <c>Path.Combine(AppContext.BaseDirectory, "../../../recordings")</c> there.
    /// </param>
    /// <param name="mode">What to do with a job. By default, recorded jobs are played, and nothing is sent.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="folder"/> is empty, an option is out of range, or <see cref="ModelRecordingOptions.MaxPriceUsd"/> is missing in a
    /// mode that records.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// A file is not a recording, is too large, has a newer format, or has the same model and input as another file.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ModelRecording Open(
        string folder, RecordingMode mode = RecordingMode.Replay, ModelRecordingOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new ModelRecording(folder, mode, options ?? new ModelRecordingOptions());
    }

    /// <summary>Compares the recordings in a folder with the current models. Needs no client.</summary>
    /// <param name="folder">The folder of recordings.</param>
    /// <param name="models">The <c>Models</c> of a generated client. Every recording must be of one of these models.</param>
    /// <returns>The problems, in the order of the files; empty if the recordings fit the models.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static IReadOnlyList<RecordingProblem> Check(string folder, IReadOnlyList<ModelInfo> models)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(models);
        return new RecordingCheck(models).Run(folder);
    }

    /// <summary>Compares the recordings in a folder with the models in a folder of schemas.</summary>
    /// <param name="folder">The folder of recordings.</param>
    /// <param name="schemas">
    /// The folder of schemas, as for <see cref="ModelEmulator.FromFolder"/>. If its lock file names a service, only the recordings of that
    /// service are compared.
    /// </param>
    /// <returns>The problems, in the order of the files; empty if the recordings fit the models.</returns>
    /// <exception cref="DirectoryNotFoundException">A folder does not exist.</exception>
    /// <exception cref="InvalidDataException">The lock file of the schemas is not JSON or names an unknown service.</exception>
    public static IReadOnlyList<RecordingProblem> Check(string folder, string schemas)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(schemas);
        return new RecordingCheck(ModelFolder.Read(schemas), FolderLock.ProtocolOf(schemas)?.Name).Run(folder);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _recorder?.WaitForEndings();
            _clients?.Dispose();
            _http?.Dispose();
            _options.InnerHandler?.Dispose();
        }

        base.Dispose(disposing);
    }
}
