namespace SchemaSdk.Emulation;

/// <summary>The API call that a request makes.</summary>
/// <param name="Kind">The kind of call.</param>
/// <param name="Subject">
/// The model id or request id that the call is about; empty if only the body of a submit contains the model id.
/// </param>
/// <param name="FileName">The name of the file, for <see cref="ServiceCallKind.File"/>.</param>
/// <param name="IsOpen">True if the call needs no token. The default is false.</param>
public readonly record struct ServiceCall(ServiceCallKind Kind, string Subject, string FileName = "", bool IsOpen = false);
