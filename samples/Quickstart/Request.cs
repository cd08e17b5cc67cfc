namespace Quickstart;

/// <summary>The values of the command-line options.</summary>
internal sealed record Request
{
    public required string ModelId { get; init; }
    public required string Prompt { get; init; }

    /// <summary>The public URL of the first frame, for models with an image input.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>The length of the video in seconds; null for the model's default.</summary>
    public int? Duration { get; init; }

    /// <summary>The output file, or an existing folder.</summary>
    public required string Out { get; init; }

    /// <summary>True to use the real service, which costs money, instead of the emulator.</summary>
    public bool IsLive { get; init; }

    /// <summary>True if the cost was accepted on the command line.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The request id of an earlier job to attach to, instead of submitting a new one.</summary>
    public string? Resume { get; init; }
}
