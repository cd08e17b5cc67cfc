namespace Quickstart;

/// <summary>The request that the command line makes.</summary>
internal sealed record Request
{
    public required string ModelId { get; init; }
    public required string Prompt { get; init; }

    /// <summary>A public address of the first frame; only for models that take an image.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>Length of the video in seconds; null: the model's default.</summary>
    public int? Duration { get; init; }

    /// <summary>File or existing folder.</summary>
    public required string Out { get; init; }

    /// <summary>The real service, which costs money, instead of the emulator.</summary>
    public bool IsLive { get; init; }

    /// <summary>The cost was confirmed on the command line.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Request id of an earlier run to come back to, instead of submitting.</summary>
    public string? Resume { get; init; }
}
