namespace SchemaSdk.Emulation.Calls;

/// <summary>The API call that a request makes.</summary>
/// <param name="Kind">The kind of call.</param>
/// <param name="Subject">The model id or the request id that the call is about.</param>
/// <param name="FileName">The name of the file, for <see cref="ServiceCallKind.File"/>.</param>
internal readonly record struct ServiceCall(ServiceCallKind Kind, string Subject, string FileName = "");
