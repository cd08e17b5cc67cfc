using SchemaSdk.Emulation.Folders;
using SchemaSdk.Emulation.Fronts;
using SchemaSdk.Emulation.Page;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation;

/// <summary>
/// Emulates a service on this machine, with the same paths, bodies and status codes. The models are those of a client or of a folder of
/// schemas.
/// </summary>
/// <remarks>
/// Thread-safe. Every job is kept until the emulator is disposed. The emulator computes the states of jobs at each request from the
/// <see cref="ModelEmulatorOptions.TimeProvider"/>. It uses timers only for callbacks, streams of events and
/// <see cref="EmulatorFault.Drip"/>. Where the behavior of the service is not documented, the emulator makes assumptions.
/// </remarks>
/// <example>
/// <code>
/// await using var emulator = new ModelEmulator(RunComfyClient.Models);
/// using var http = new HttpClient(emulator.CreateHandler());
/// await using var client = new RunComfyClient(http, new() { BaseAddress = emulator.Address, ApiToken = emulator.Token });
/// </code>
/// </example>
public sealed class ModelEmulator : IAsyncDisposable
{
    private readonly EmulatedService _service;
    private readonly EmulatorPage? _page;
    private KestrelFront? _front;
    private int _started;

    /// <summary>Creates an emulator with the models of a client. The emulator does not listen on a port yet.</summary>
    /// <param name="models">The <c>Models</c> of a generated client. A schema is read when its model is first called.</param>
    /// <param name="options">The behavior of the service; null for the defaults.</param>
    /// <exception cref="ArgumentException">Two models have the same id, or an option is out of range.</exception>
    public ModelEmulator(IReadOnlyList<ModelInfo> models, ModelEmulatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        var copy = (options ?? new ModelEmulatorOptions()).CheckedCopy();
        _service = new EmulatedService(models, copy);
        _page = copy.HasPage ? new EmulatorPage(_service) : null;
    }

    /// <summary>
    /// Creates an emulator with the models in a folder of schemas. The folder has the same layout as the schemas of a client: each
    /// subfolder with an <c>input.json</c> is a model, and its path is the model id. The catalogue lists these models. The emulator does
    /// not listen on a port yet.
    /// </summary>
    /// <param name="folder">
    /// The folder. Its files are read immediately; later changes to them have no effect until <see cref="Reload"/> is called.
    /// </param>
    /// <param name="options">The behavior of the service; null for the defaults.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidDataException">
    /// <see cref="ModelEmulatorOptions.Protocol"/> is null, and the folder's lock file is not JSON or names an unknown service.
    /// </exception>
    public static ModelEmulator FromFolder(string folder, ModelEmulatorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var models = ModelFolder.Read(folder);
        var copy = (options ?? new ModelEmulatorOptions()).CheckedCopy();
        copy.Protocol ??= FolderLock.ProtocolOf(folder);
        return new ModelEmulator(models, copy);
    }

    /// <summary>The address of the service and its files: <c>http://localhost/</c> until <see cref="StartAsync"/> has completed.</summary>
    public Uri Address => _service.Address;

    /// <summary>The token that requests must send.</summary>
    public string Token => _service.Token;

    /// <summary>The number of requests received, including requests for files and refused requests.</summary>
    public long Requests => _service.Requests;

    /// <summary>
    /// The number of accepted submits. Each one is charged, even a repeated one, because the service has no idempotency keys.
    /// </summary>
    public long Bills => _service.Bills;

    /// <summary>The request ids of the accepted submits, oldest first. A submit is charged even if no client received the answer.</summary>
    public IReadOnlyList<string> BilledRequestIds => _service.BilledRequestIds;

    /// <summary>The faults that will happen to later calls. Initially empty; faults can be added at any time.</summary>
    public EmulatorFaults Faults => _service.Faults;

    /// <summary>
    /// True if clients can connect. If false, new connections are refused and open ones are reset, as when a service is down, but jobs
    /// continue. When the value becomes true again, the address is the same as before. The default is true.
    /// </summary>
    /// <exception cref="System.Net.Sockets.SocketException">
    /// The value cannot become true again, because another program is using the port.
    /// </exception>
    public bool IsReachable
    {
        get => _service.Reachability.Value;
        set => _service.Reachability.Value = value;
    }

    /// <summary>
    /// Returns the number of calls of a kind. Calls are counted when they begin, so interrupted and refused calls, and calls with a wrong
    /// token, are counted too. Without sockets, every request is also counted as a connection.
    /// </summary>
    /// <param name="call">The kind of call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="call"/> is not a value of the enum.</exception>
    public long RequestsOf(EmulatorCall call) => _service.CountOf(call);

    /// <summary>Creates a handler that calls the service without a socket, for <c>new HttpClient(handler)</c>.</summary>
    /// <returns>A handler that answers requests to any host. Disposing the handler does not dispose the emulator.</returns>
    public HttpMessageHandler CreateHandler() => new EmulatorHandler(_service, _page);

    /// <summary>
    /// Starts listening on 127.0.0.1, with HTTP, or with HTTPS if <see cref="ModelEmulatorOptions.Certificate"/> is set.
    /// </summary>
    /// <param name="port">The port. 0 (the default) chooses a free port, which <see cref="Address"/> then contains.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="InvalidOperationException">The emulator was already started.</exception>
    /// <exception cref="IOException">The port is in use, or the system does not permit its use.</exception>
    /// <exception cref="ObjectDisposedException">The emulator was disposed.</exception>
    public async Task StartAsync(int port = 0, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_service.IsClosed, this);
        if (Interlocked.Exchange(ref _started, 1) == 1)
        {
            throw new InvalidOperationException($"The emulator has already been started, at {Address}. Start it only once.");
        }

        try
        {
            _front = await KestrelFront.StartAsync(_service, _page, port, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Rethrows any exception. The emulator is not listening, so the caller may start it on another port.
            Volatile.Write(ref _started, 0);
            throw;
        }

        _service.Address = _front.Address;
    }

    /// <summary>
    /// Replaces all models with the models in a schema folder, as when a service changes its catalogue. Jobs that were already accepted
    /// continue, even if the folder does not have their model.
    /// </summary>
    /// <param name="folder">The folder. Its files are read immediately. Its lock file is not read, so the service stays the same.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">A file cannot be read. The models stay the same.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file is denied. The models stay the same.</exception>
    public void Reload(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _service.Offer(ModelFolder.Read(folder));
    }

    /// <summary>Stops listening. Later requests fail as if the service did not exist.</summary>
    public ValueTask DisposeAsync()
    {
        _service.Close();
        return Interlocked.Exchange(ref _front, null)?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
