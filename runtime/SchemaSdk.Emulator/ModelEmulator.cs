using SchemaSdk.Emulation.Folders;
using SchemaSdk.Emulation.Fronts;
using SchemaSdk.Emulation.Page;
using SchemaSdk.Emulation.Service;

namespace SchemaSdk.Emulation;

/// <summary>
/// Emulates the model service on this machine: the same paths, bodies and status codes, made from the schemas of a client.
/// </summary>
/// <remarks>
/// Thread-safe. It keeps every job until it is disposed, and has no timers or threads of its own: states are computed at each request from
/// the <see cref="ModelEmulatorOptions.TimeProvider"/>. Behaviour of the service that is not documented is assumed.
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

    /// <summary>Creates a service that has these models. It does not listen yet.</summary>
    /// <param name="models">The <c>Models</c> of a generated client. A schema is read when its model is first called.</param>
    /// <param name="options">The behaviour of the service; null for the defaults.</param>
    /// <exception cref="ArgumentException">Two models have the same id, or an option is out of its range.</exception>
    public ModelEmulator(IReadOnlyList<ModelInfo> models, ModelEmulatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        var copy = (options ?? new ModelEmulatorOptions()).CheckedCopy();
        _service = new EmulatedService(models, copy);
        _page = copy.HasPage ? new EmulatorPage(_service) : null;
    }

    /// <summary>
    /// Creates a service that has the models of a folder of schemas, laid out as for a client: the path of a folder with an
    /// <c>input.json</c> is the id of a model. The catalogue has the same models. It does not listen yet.
    /// </summary>
    /// <param name="folder">The folder. Its files are read at once; later changes have no effect.</param>
    /// <param name="options">The behaviour of the service; null for the defaults.</param>
    /// <exception cref="DirectoryNotFoundException">The folder is missing.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ModelEmulator FromFolder(string folder, ModelEmulatorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new ModelEmulator(ModelFolder.Read(folder), options);
    }

    /// <summary>The address of the service and its files: <c>http://localhost/</c> until <see cref="StartAsync"/> has completed.</summary>
    public Uri Address => _service.Address;

    /// <summary>The token that requests must have.</summary>
    public string Token => _service.Token;

    /// <summary>The number of received requests of every kind, including those for files and those that were refused.</summary>
    public long Requests => _service.Requests;

    /// <summary>The number of accepted submits. The service has no idempotency key, so each of them is charged.</summary>
    public long Bills => _service.Bills;

    /// <summary>
    /// The request ids of the accepted submits, oldest first. They are charged even if no client got the answer.
    /// </summary>
    public IReadOnlyList<string> BilledRequestIds => _service.BilledRequestIds;

    /// <summary>The faults of later calls. Empty at first; faults can be added at any time.</summary>
    public EmulatorFaults Faults => _service.Faults;

    /// <summary>
    /// True if clients can connect. If false, connections are refused and open ones are reset, as when a service is down; jobs
    /// continue. Set to true again, it has the same address. The default is true.
    /// </summary>
    /// <exception cref="System.Net.Sockets.SocketException">
    /// It cannot be set to true again, because another program has taken the port.
    /// </exception>
    public bool IsReachable
    {
        get => _service.Reachability.Value;
        set => _service.Reachability.Value = value;
    }

    /// <summary>
    /// Returns the number of calls of a kind, counted when they begin: also calls that were broken, refused or had a wrong token. Without
    /// sockets, every request also counts as a connection.
    /// </summary>
    /// <param name="call">The kind of call.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a call of the service.</exception>
    public long RequestsOf(EmulatorCall call) => _service.CountOf(call);

    /// <summary>Creates a handler that calls the service without a socket, for <c>new HttpClient(handler)</c>.</summary>
    /// <returns>A handler that answers every request, for any host. Disposing it does not dispose the emulator.</returns>
    public HttpMessageHandler CreateHandler() => new EmulatorHandler(_service, _page);

    /// <summary>
    /// Starts to listen on 127.0.0.1, with HTTP, or with HTTPS if <see cref="ModelEmulatorOptions.Certificate"/> is set.
    /// </summary>
    /// <param name="port">The port; 0, the default, chooses a free one. <see cref="Address"/> has it.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="InvalidOperationException">It was already started.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="ObjectDisposedException">The emulator was disposed.</exception>
    public async Task StartAsync(int port = 0, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_service.IsClosed, this);
        if (Interlocked.Exchange(ref _started, 1) == 1)
        {
            throw new InvalidOperationException($"The emulator was already started; it is at {Address}.");
        }

        try
        {
            _front = await KestrelFront.StartAsync(_service, _page, port, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Rethrow any exception. Nothing listens, so the caller may try another port.
            Volatile.Write(ref _started, 0);
            throw;
        }

        _service.Address = _front.Address;
    }

    /// <summary>Stops listening. Later requests fail as if nothing listened.</summary>
    public ValueTask DisposeAsync()
    {
        _service.Close();
        return Interlocked.Exchange(ref _front, null)?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
