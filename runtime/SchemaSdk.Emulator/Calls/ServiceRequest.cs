using Microsoft.AspNetCore.WebUtilities;

namespace SchemaSdk.Emulation;

/// <summary>A request to an emulated service, independent of the transport.</summary>
public sealed class ServiceRequest
{
    private readonly Func<string, string?> _header;
    private Dictionary<string, string[]>? _query;

    internal ServiceRequest(string method, string target, Func<string, string?> header, byte[] body)
    {
        (Method, Target, _header, Body) = (method, target, header, body);
        Path = [.. PathOf(target).Split('/').Skip(1).Select(Decode)];
    }

    /// <summary>The method, such as <c>POST</c>.</summary>
    public string Method { get; }

    /// <summary>The path and query as sent, percent-encoded.</summary>
    public string Target { get; }

    /// <summary>
    /// The segments of the path, decoded. An encoded slash stays encoded, because it is part of the segment and not a separator.
    /// </summary>
    public IReadOnlyList<string> Path { get; }

    /// <summary>The body; empty if the request has no body, or if the body has not been read yet.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Returns the value of a header; null if it is missing.</summary>
    /// <param name="name">The name of the header, which is not case-sensitive.</param>
    public string? Header(string name) => _header(name);

    /// <summary>Returns the first value of a query parameter, decoded; null if the parameter is missing.</summary>
    /// <param name="name">The exact name of the parameter.</param>
    public string? Query(string name) => Queries(name).FirstOrDefault();

    /// <summary>Returns all values of a query parameter, decoded; empty if the parameter is missing.</summary>
    /// <param name="name">The exact name of the parameter.</param>
    public IReadOnlyList<string> Queries(string name) => (_query ??= ReadQuery()).GetValueOrDefault(name) ?? [];

    internal ServiceRequest With(byte[] body) => new(Method, Target, _header, body);

    private Dictionary<string, string[]> ReadQuery() => QueryHelpers.ParseQuery(Target.Split('?', 2) is [_, var query] ? query : "")
        .ToDictionary(pair => pair.Key, pair => pair.Value.Select(value => value ?? "").ToArray(), StringComparer.Ordinal);

    // A request target can also be an absolute URL.
    private static string PathOf(string target)
    {
        var path = target.StartsWith('/') || !Uri.TryCreate(target, UriKind.Absolute, out var whole) ? target : whole.AbsolutePath;
        return path.Split('?')[0];
    }

    private static string Decode(string segment) => Uri.UnescapeDataString(segment).Replace("/", "%2F", StringComparison.Ordinal);
}
