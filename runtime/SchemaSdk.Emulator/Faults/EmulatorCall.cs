namespace SchemaSdk.Emulation;

/// <summary>Names the kinds of calls that a client makes: each has its own script of faults and its own count.</summary>
public enum EmulatorCall
{
    /// <summary>Opening a connection. What it is for is not known yet, and one that is kept alive carries many calls.</summary>
    Connect,

    /// <summary><c>POST /v1/models/{id}</c>.</summary>
    Submit,

    /// <summary><c>GET /v1/requests/{id}/status</c>.</summary>
    Status,

    /// <summary><c>GET /v1/requests/{id}/result</c>.</summary>
    Result,

    /// <summary><c>POST /v1/requests/{id}/cancel</c>.</summary>
    Cancel,

    /// <summary>A file that a job made.</summary>
    Download,

    /// <summary><c>GET /v1/models</c>, <c>/v1/models/categories</c> and <c>/v1/models/{id}</c>.</summary>
    Catalog,
}
