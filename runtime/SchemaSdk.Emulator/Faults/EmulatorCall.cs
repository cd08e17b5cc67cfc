namespace SchemaSdk.Emulation;

/// <summary>The kinds of calls that a client makes. Each has its own list of faults and its own count.</summary>
public enum EmulatorCall
{
    /// <summary>
    /// Opening a connection. The emulator cannot know yet which calls will use it, and a kept-alive connection can carry many calls.
    /// </summary>
    Connect,

    /// <summary><c>POST /v1/models/{id}</c>.</summary>
    Submit,

    /// <summary><c>GET /v1/requests/{id}/status</c>.</summary>
    Status,

    /// <summary><c>GET /v1/requests/{id}/result</c>.</summary>
    Result,

    /// <summary><c>POST /v1/requests/{id}/cancel</c>.</summary>
    Cancel,

    /// <summary>Downloading a file that a job made.</summary>
    Download,

    /// <summary><c>GET /v1/models</c>, <c>/v1/models/categories</c> and <c>/v1/models/{id}</c>.</summary>
    Catalog,
}
