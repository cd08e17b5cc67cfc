namespace Storyboard;

/// <summary>One scene that was filmed, or why it was not.</summary>
/// <param name="Text">What happens in it.</param>
/// <param name="Video">Where its video is; null: there is none.</param>
/// <param name="Problem">Why there is none, for the person who wrote the scene; null: there is one.</param>
/// <param name="RequestId">What support asks for; null: the service never accepted it.</param>
public sealed record Scene(string Text, string? Video, string? Problem, string? RequestId);
