namespace Storyboard;

/// <summary>One scene that was filmed, or why it was not.</summary>
/// <param name="Text">What happens in it.</param>
/// <param name="Video">The address of its video; null if there is none.</param>
/// <param name="Problem">Why there is no video, for the person who wrote the scene; null if there is one.</param>
/// <param name="RequestId">What support asks for; null: the service never accepted it.</param>
public sealed record Scene(string Text, string? Video, string? Problem, string? RequestId);
