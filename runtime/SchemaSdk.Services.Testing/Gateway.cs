namespace SchemaSdk.Services.Testing;

/// <summary>Bodies of answers from gateways, load balancers and proxies that are in front of a service.</summary>
internal static class Gateway
{
    /// <summary>Bodies that are not JSON, or are JSON without members.</summary>
    internal static readonly IReadOnlyList<string> Pages =
    [
        "", "   ", "<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>", "upstream connect error", "null", "[]", "{}",
        "true", "\"\"",
    ];

    /// <summary>The <see cref="Pages"/>, and JSON errors of common gateways.</summary>
    internal static readonly IReadOnlyList<string> Bodies =
    [
        .. Pages,
        """{"message":"Service Unavailable"}""",
        """{"message":"Not Found"}""",
        """{"detail":"Not Found"}""",
        """{"error":"Service Unavailable"}""",
        """{"code":14,"message":"unavailable","details":[]}""",
        """{"code":503,"message":"Service Unavailable"}""",
        """{"statusCode":503,"message":"Service Unavailable"}""",
        """{"error":{"code":503,"message":"The service is unavailable.","status":"UNAVAILABLE"}}""",
        """{"errors":[{"code":"503","title":"Service Unavailable"}]}""",
    ];

    /// <summary>The statuses after which the outcome of a submit is unknown, because the job may be running.</summary>
    internal static readonly IReadOnlyList<int> Unclear = [408, 425, 499, 500, 502, 503, 504, 520, 524];

    /// <summary>The statuses after which a submit counts as refused, because no job was started.</summary>
    internal static readonly IReadOnlyList<int> Definite = [400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 422, 423, 451];
}
