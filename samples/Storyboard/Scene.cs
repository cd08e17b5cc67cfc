namespace Storyboard;

/// <summary>A scene with its video, or with the reason why there is none.</summary>
/// <param name="Text">The description of the scene.</param>
/// <param name="Video">The URL of the video; null if there is none.</param>
/// <param name="Problem">Why there is no video, as text for the author of the scene; null if there is a video.</param>
/// <param name="RequestId">The request id, for support; null if the service never accepted the job.</param>
public sealed record Scene(string Text, string? Video, string? Problem, string? RequestId);
