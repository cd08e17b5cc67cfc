namespace Storyboard;

/// <summary>A scene with its video, or with the reason why it has no video.</summary>
/// <param name="Text">The description of the scene.</param>
/// <param name="Video">The URL of the video; null if the scene has none.</param>
/// <param name="Problem">Why the scene has no video, as text for the author of the scene; null if it has a video.</param>
/// <param name="RequestId">
/// The request id, for questions to the service. If it is unknown whether the job was accepted, an id that the job may have. Null if no id
/// is known.
/// </param>
public sealed record Scene(string Text, string? Video, string? Problem, string? RequestId);
