using SchemaSdk.Services;

namespace SchemaSdk.Durable.Reading;

/// <summary>The addresses of a job, as one JSON text.</summary>
internal static class LinkText
{
    // A longer address is omitted, so that the default address is used instead.
    private const int MaxLength = 2_000;

    internal static string? Write(JobLinks? links) => links is null ? null
        : FileList.Write([Kept(links.Status), Kept(links.Result), Kept(links.Cancel)]);

    internal static JobLinks? Read(string? text) => text is null ? null
        : FileList.Read(text) is [var status, var result, var cancel] ? new(OrNull(status), OrNull(result), OrNull(cancel))
        : throw new FormatException("The links are not three addresses.");

    private static string Kept(string? link) => link?.Length <= MaxLength ? link : "";

    private static string? OrNull(string link) => link.Length > 0 ? link : null;
}
